/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target without libFuzzer: replays files and folders, then mutates what it has read
 * a given number of times. The same arguments always give the same inputs.
 *
 * usage: fuzz-TARGET [-runs=N] [-seed=N] [FILE | FOLDER]...
 *
 * The input at work lies in the file that the environment variable FUZZ_INPUT names, if any, so
 * that a crash can be replayed. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "fuzz.h"

#define MAX_SIZE 4096

static void
run (const guint8 *bytes,
     gsize         size)
{
  const char *path = g_getenv ("FUZZ_INPUT");
  g_autofree guint8 *exact = g_malloc (MAX (size, 1));

  if (path != NULL)
    g_file_set_contents_full (path, (const char *) bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                              0600, NULL);

  /* A copy of exactly this size lets a sanitizer see a read past the end. */
  if (size > 0)
    memcpy (exact, bytes, size);
  LLVMFuzzerTestOneInput (exact, size);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
add_file (GPtrArray  *inputs,
          const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);

  g_ptr_array_add (inputs, g_bytes_new_take (contents, length));
}

static void
add_path (GPtrArray  *inputs,
          const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (dir == NULL)
    {
      add_file (inputs, path);
      return;
    }

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    g_ptr_array_add (names, g_build_filename (path, name, NULL));

  /* The order within a folder differs from machine to machine. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (inputs, g_ptr_array_index (names, i));
}

static void
splice (GByteArray *bytes,
        GRand      *rand,
        GBytes     *other)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (other, &size);
  guint at = g_rand_int_range (rand, 0, (gint32) bytes->len + 1);
  gsize from, length;

  if (size == 0)
    return;

  from = (gsize) g_rand_int_range (rand, 0, (gint32) size);
  length = (gsize) g_rand_int_range (rand, 1, (gint32) MIN (size - from, 64) + 1);
  g_byte_array_set_size (bytes, bytes->len + (guint) length);
  memmove (bytes->data + at + length, bytes->data + at, bytes->len - at - length);
  memcpy (bytes->data + at, data + from, length);
}

static void
mutate (GByteArray *bytes,
        GRand      *rand,
        GPtrArray  *inputs)
{
  static const guint8 telling[] = {
    0, 1, '\n', '\r', ' ', '"', '%', '&', '/', ':', '\\', '{', '}', 0x7f, 0x80, 0xff,
  };
  guint at = bytes->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
  guint kind = (guint) g_rand_int_range (rand, 0, 5);

  if (bytes->len == 0 || kind == 0)
    splice (bytes, rand, g_ptr_array_index (inputs, g_rand_int_range (rand, 0, (gint32) inputs->len)));
  else if (kind == 1)
    bytes->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
  else if (kind == 2)
    bytes->data[at] = telling[g_rand_int_range (rand, 0, G_N_ELEMENTS (telling))];
  else if (kind == 3)
    g_byte_array_remove_range (bytes, at,
                               (guint) g_rand_int_range (rand, 1, (gint32) MIN (bytes->len - at, 32) + 1));
  else
    g_byte_array_set_size (bytes, at);
}

static void
run_mutations (GPtrArray *inputs,
               guint64    n_runs,
               guint32    seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint64 i = 0; i < n_runs; i++)
    {
      GBytes *origin = g_ptr_array_index (inputs, g_rand_int_range (rand, 0, (gint32) inputs->len));
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      guint n_mutations = (guint) g_rand_int_range (rand, 1, 9);

      g_byte_array_append (bytes, g_bytes_get_data (origin, NULL),
                           (guint) MIN (g_bytes_get_size (origin), MAX_SIZE));
      for (guint k = 0; k < n_mutations; k++)
        mutate (bytes, rand, inputs);
      run (bytes->data, bytes->len);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint64 n_runs = 0;
  guint32 seed = 1;

  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);

  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "-runs="))
        n_runs = g_ascii_strtoull (argv[i] + strlen ("-runs="), NULL, 10);
      else if (g_str_has_prefix (argv[i], "-seed="))
        seed = (guint32) g_ascii_strtoull (argv[i] + strlen ("-seed="), NULL, 10);
      else
        add_path (inputs, argv[i]);
    }

  g_ptr_array_add (inputs, g_bytes_new_static ("", 0));
  for (guint i = 0; i < inputs->len; i++)
    run (g_bytes_get_data (g_ptr_array_index (inputs, i), NULL),
         g_bytes_get_size (g_ptr_array_index (inputs, i)));

  run_mutations (inputs, n_runs, seed);

  return 0;
}
