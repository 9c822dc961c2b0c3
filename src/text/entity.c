/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Character references of HTML, as far as models write them. */

#include "config.h"

#include "text/entity.h"

#include <string.h>

static const struct
{
  const char *name;
  gunichar    character;
} names[] = {
  { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
  { "nbsp", 0xa0 }, { "ensp", 0x2002 }, { "emsp", 0x2003 }, { "thinsp", 0x2009 },
  { "shy", 0xad }, { "copy", 0xa9 }, { "reg", 0xae }, { "trade", 0x2122 },
  { "hellip", 0x2026 }, { "mdash", 0x2014 }, { "ndash", 0x2013 }, { "bull", 0x2022 },
  { "middot", 0xb7 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "sbquo", 0x201a },
  { "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bdquo", 0x201e }, { "laquo", 0xab },
  { "raquo", 0xbb }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203a }, { "deg", 0xb0 },
  { "plusmn", 0xb1 }, { "times", 0xd7 }, { "divide", 0xf7 }, { "minus", 0x2212 },
  { "frac12", 0xbd }, { "frac14", 0xbc }, { "frac34", 0xbe }, { "sup1", 0xb9 },
  { "sup2", 0xb2 }, { "sup3", 0xb3 }, { "micro", 0xb5 }, { "para", 0xb6 },
  { "sect", 0xa7 }, { "cent", 0xa2 }, { "pound", 0xa3 }, { "yen", 0xa5 },
  { "euro", 0x20ac }, { "larr", 0x2190 }, { "uarr", 0x2191 }, { "rarr", 0x2192 },
  { "darr", 0x2193 }, { "harr", 0x2194 }, { "rArr", 0x21d2 }, { "hArr", 0x21d4 },
  { "le", 0x2264 }, { "ge", 0x2265 }, { "ne", 0x2260 }, { "asymp", 0x2248 },
  { "equiv", 0x2261 }, { "infin", 0x221e }, { "sum", 0x2211 }, { "prod", 0x220f },
  { "radic", 0x221a }, { "int", 0x222b }, { "part", 0x2202 }, { "isin", 0x2208 },
  { "alpha", 0x3b1 }, { "beta", 0x3b2 }, { "gamma", 0x3b3 }, { "delta", 0x3b4 },
  { "epsilon", 0x3b5 }, { "theta", 0x3b8 }, { "lambda", 0x3bb }, { "mu", 0x3bc },
  { "pi", 0x3c0 }, { "rho", 0x3c1 }, { "sigma", 0x3c3 }, { "tau", 0x3c4 },
  { "phi", 0x3c6 }, { "omega", 0x3c9 }, { "Delta", 0x394 }, { "Sigma", 0x3a3 },
  { "Omega", 0x3a9 }, { "auml", 0xe4 }, { "ouml", 0xf6 }, { "uuml", 0xfc },
  { "Auml", 0xc4 }, { "Ouml", 0xd6 }, { "Uuml", 0xdc }, { "szlig", 0xdf },
  { "eacute", 0xe9 }, { "egrave", 0xe8 }, { "agrave", 0xe0 }, { "ccedil", 0xe7 },
  { "check", 0x2713 }, { "star", 0x2606 }, { "hearts", 0x2665 },
};

static gunichar
decode_number (const char *digits,
               gsize       length)
{
  guint base = 10;
  guint64 value = 0;

  if (length > 0 && (*digits == 'x' || *digits == 'X'))
    {
      base = 16;
      digits++;
      length--;
    }

  if (length == 0 || length > 7)
    return 0;

  for (gsize i = 0; i < length; i++)
    {
      int digit = base == 16 ? g_ascii_xdigit_value (digits[i]) : g_ascii_digit_value (digits[i]);

      if (digit < 0)
        return 0;
      value = value * base + digit;
    }

  return value != 0 && g_unichar_validate (value) ? value : 0xfffd;
}

/**
 * azc_entity_decode:
 * @text: a character reference, from the ampersand to the semicolon
 * @length: its length in bytes
 *
 * Returns: the character it stands for, or 0 if it is not known
 */
gunichar
azc_entity_decode (const char *text,
                   gsize       length)
{
  g_return_val_if_fail (text != NULL, 0);

  if (length < 4 || text[0] != '&' || text[length - 1] != ';')
    return 0;

  if (text[1] == '#')
    return decode_number (text + 2, length - 3);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length - 2 && memcmp (names[i].name, text + 1, length - 2) == 0)
      return names[i].character;

  return 0;
}
