/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SVG: the first element tells, and gives the size in whatever way it likes. */

#include "config.h"

#include "image/probe-private.h"

/* How far the first element is looked for, and the size where it gives none. */
#define MAX_PREAMBLE 4096
#define DEFAULT_SIDE 512

/* Steps over what may stand before the first element: space, declarations, comments. */
static const char *
skip_preamble (const char *text)
{
  while (*text != '\0')
    {
      const char *end = NULL;

      if (g_ascii_isspace (*text))
        end = text + 1;
      else if (g_str_has_prefix (text, "\xef\xbb\xbf"))
        end = text + 3;
      else if (g_str_has_prefix (text, "<!--") && (end = strstr (text, "-->")) != NULL)
        end += 3;
      else if (g_str_has_prefix (text, "<!DOCTYPE") || g_str_has_prefix (text, "<?"))
        {
          /* an internal subset has markup of its own */
          const char *subset = strpbrk (text, "[>");

          if (subset != NULL && *subset == '[')
            end = strstr (subset, "]>");
          else
            end = subset;
          end = end != NULL ? strchr (end, '>') + 1 : NULL;
        }

      if (end == NULL)
        return text;
      text = end;
    }

  return text;
}

static const char *
find_attribute (const char *element,
                const char *name)
{
  const char *found = element;
  gsize length = strlen (name);

  while ((found = strstr (found, name)) != NULL)
    {
      const char *value = found + length;

      if (g_ascii_isspace (found[-1]) && (*value == '=' || g_ascii_isspace (*value)))
        return value + strspn (value, "= \t\r\n\"'");
      found = value;
    }

  return NULL;
}

static guint
read_length (const char *text)
{
  char *end = NULL;
  double length = text != NULL ? g_ascii_strtod (text, &end) : 0;

  if (!(length >= 1) || *end == '%')
    return 0;

  return (guint) MIN (length, G_MAXINT16);
}

gboolean
azc_probe_svg (AzcSpan   span,
               AzcProbe *probe)
{
  g_autofree char *text = g_strndup ((const char *) span.data, MIN (span.size, MAX_PREAMBLE));
  const char *element = skip_preamble (text);
  const char *box;
  char *end;

  if (!g_str_has_prefix (element, "<svg") && !g_str_has_prefix (element, "<svg:svg"))
    return FALSE;

  end = strchr (element, '>');
  if (end != NULL)
    *end = '\0';

  probe->width = read_length (find_attribute (element, "width"));
  probe->height = read_length (find_attribute (element, "height"));
  box = find_attribute (element, "viewBox");
  if ((probe->width == 0 || probe->height == 0) && box != NULL)
    {
      char *number = (char *) box;
      double values[4];

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          number += strspn (number, ", \t\r\n");
          values[i] = g_ascii_strtod (number, &number);
        }
      probe->width = values[2] >= 1 ? (guint) MIN (values[2], G_MAXINT16) : 0;
      probe->height = values[3] >= 1 ? (guint) MIN (values[3], G_MAXINT16) : 0;
    }
  if (probe->width == 0 || probe->height == 0)
    probe->width = probe->height = DEFAULT_SIDE;

  return TRUE;
}
