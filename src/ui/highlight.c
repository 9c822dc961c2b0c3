/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of code: from a source buffer that is never shown, once for each piece of code, one
 * piece whenever nothing else is to be done. */

#include "config.h"

#include "ui/highlight.h"

#include <gtksourceview/gtksource.h>

/* The colours of some screens full of code. */
#define MAX_CACHED 300

typedef struct
{
  GWeakRef          owner;
  char             *code;
  char             *language;
  gboolean          dark;
  AzcHighlightDone  done;
} Job;

static GHashTable *cache;
static GQueue jobs = G_QUEUE_INIT;
static guint idle;

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->owner);
  g_free (job->code);
  g_free (job->language);
  g_free (job);
}

static char *
cache_key (const char *code,
           const char *language,
           gboolean    dark)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA1, code, -1);

  return g_strdup_printf ("%s:%d:%s", digest, dark, language);
}

/* Models write names that are neither ids nor endings of files. */
static const char *
resolve_alias (const char *name)
{
  static const char * const aliases[][2] = {
    { "python", "python3" }, { "bash", "sh" }, { "shell", "sh" }, { "zsh", "sh" },
    { "console", "sh" }, { "javascript", "js" }, { "c++", "cpp" }, { "csharp", "c-sharp" },
    { "c#", "c-sharp" }, { "golang", "go" }, { "dockerfile", "docker" }, { "make", "makefile" },
    { "tex", "latex" }, { "patch", "diff" }, { "jsonc", "json" }, { "objective-c", "objc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i][0], name))
      return aliases[i][1];

  return name;
}

static GtkSourceLanguage *
find_language (const char *name)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *file_name = NULL;
  GtkSourceLanguage *language;

  language = gtk_source_language_manager_get_language (manager, resolve_alias (lower));
  if (language != NULL)
    return language;

  file_name = g_strconcat ("code.", lower, NULL);

  return gtk_source_language_manager_guess_language (manager, file_name, NULL);
}

static void
insert_attribute (PangoAttrList  *attributes,
                  PangoAttribute *attribute,
                  guint           start,
                  guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static void
insert_tag (PangoAttrList *attributes,
            GtkTextTag    *tag,
            guint          start,
            guint          end)
{
  g_autoptr (GdkRGBA) color = NULL;
  gboolean has_color, has_weight, has_style;
  int weight;
  PangoStyle style;

  g_object_get (tag,
                "foreground-set", &has_color, "foreground-rgba", &color,
                "weight-set", &has_weight, "weight", &weight,
                "style-set", &has_style, "style", &style,
                NULL);

  if (has_color && color != NULL)
    insert_attribute (attributes,
                      pango_attr_foreground_new (color->red * 65535, color->green * 65535,
                                                 color->blue * 65535),
                      start, end);
  if (has_weight)
    insert_attribute (attributes, pango_attr_weight_new (weight), start, end);
  if (has_style)
    insert_attribute (attributes, pango_attr_style_new (style), start, end);
}

static PangoAttrList *
collect_attributes (GtkTextBuffer *buffer,
                    const char    *code)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *p = code;
  GtkTextIter iter, next;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  for (next = iter; !gtk_text_iter_is_end (&iter); iter = next)
    {
      g_autoptr (GSList) tags = gtk_text_iter_get_tags (&iter);
      const char *end;

      if (!gtk_text_iter_forward_to_tag_toggle (&next, NULL))
        gtk_text_buffer_get_end_iter (buffer, &next);
      end = g_utf8_offset_to_pointer (p, gtk_text_iter_get_offset (&next) -
                                         gtk_text_iter_get_offset (&iter));

      for (GSList *l = tags; l != NULL; l = l->next)
        insert_tag (attributes, l->data, p - code, end - code);
      p = end;
    }

  return attributes;
}

static PangoAttrList *
compute (Job *job)
{
  GtkSourceLanguage *language = find_language (job->language);
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  g_autoptr (GtkSourceBuffer) buffer = NULL;
  GtkTextIter start, end;

  if (language == NULL)
    return NULL;

  buffer = gtk_source_buffer_new_with_language (language);
  gtk_source_buffer_set_style_scheme (
    buffer,
    gtk_source_style_scheme_manager_get_scheme (schemes, job->dark ? "Adwaita-dark" : "Adwaita"));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), job->code, -1);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (buffer, &start, &end);

  return collect_attributes (GTK_TEXT_BUFFER (buffer), job->code);
}

static gboolean
on_idle (gpointer user_data)
{
  Job *job = g_queue_pop_head (&jobs);
  g_autoptr (GObject) owner = g_weak_ref_get (&job->owner);
  PangoAttrList *attributes;

  if (owner != NULL)
    {
      attributes = compute (job);
      if (g_hash_table_size (cache) >= MAX_CACHED)
        g_hash_table_remove_all (cache);
      if (attributes != NULL)
        g_hash_table_insert (cache, cache_key (job->code, job->language, job->dark), attributes);
      job->done (attributes, owner);
    }

  job_free (job);
  if (!g_queue_is_empty (&jobs))
    return G_SOURCE_CONTINUE;

  idle = 0;

  return G_SOURCE_REMOVE;
}

/**
 * azc_highlight:
 * @owner: who asks; nothing is done once it is gone
 * @code: the code
 * @language: its language as written after the fence
 * @dark: whether it stands on a dark background
 * @done: called with the colours and @owner: at once if they are known already
 *
 * Finds the colours of code.
 */
void
azc_highlight (GObject          *owner,
               const char       *code,
               const char       *language,
               gboolean          dark,
               AzcHighlightDone  done)
{
  g_autofree char *key = NULL;
  PangoAttrList *known;
  Job *job;

  g_return_if_fail (G_IS_OBJECT (owner));
  g_return_if_fail (code != NULL && language != NULL);
  g_return_if_fail (done != NULL);

  if (cache == NULL)
    cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) pango_attr_list_unref);

  key = cache_key (code, language, dark);
  known = g_hash_table_lookup (cache, key);
  if (known != NULL)
    {
      done (known, owner);
      return;
    }

  job = g_new0 (Job, 1);
  g_weak_ref_init (&job->owner, owner);
  job->code = g_strdup (code);
  job->language = g_strdup (language);
  job->dark = dark;
  job->done = done;
  g_queue_push_tail (&jobs, job);

  if (idle == 0)
    idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, NULL, NULL);
}
