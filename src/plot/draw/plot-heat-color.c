/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A path through Oklab (Ottosson 2020, "A perceptual color space for image processing"): lightness
 * straight, hue from yellow to blue, as colourful as sRGB allows up to a limit.
 */
#include "plot/draw/plot-heat-color.h"

#include <math.h>

#define PALE_HUE 95.0
#define DEEP_HUE 275.0
#define MOST_CHROMA 0.15

static const double lightness[2][2] = { { 0.965, 0.30 }, { 0.30, 0.95 } };

static double
encode (double linear)
{
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow (linear, 1.0 / 2.4) - 0.055;
}

static void
to_linear (double light, double a, double b, double rgb[3])
{
  double l = pow (light + 0.3963377774 * a + 0.2158037573 * b, 3.0);
  double m = pow (light - 0.1055613458 * a - 0.0638541728 * b, 3.0);
  double s = pow (light - 0.0894841775 * a - 1.2914855480 * b, 3.0);

  rgb[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  rgb[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  rgb[2] = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
}

static gboolean
is_within (const double rgb[3])
{
  for (int i = 0; i < 3; i++)
    if (rgb[i] < -1e-4 || rgb[i] > 1.0 + 1e-4)
      return FALSE;
  return TRUE;
}

PlotColor
plot_heat_color (double share, gboolean dark)
{
  double t = isnan (share) ? 0.0 : CLAMP (share, 0.0, 1.0);
  const double *ends = lightness[dark ? 1 : 0];
  double light = ends[0] + (ends[1] - ends[0]) * t;
  double pale = dark ? t : 1.0 - t;
  double hue = (DEEP_HUE + (PALE_HUE - DEEP_HUE) * pale) * G_PI / 180.0;
  double chroma = MOST_CHROMA * (0.25 + 0.75 * sqrt (t));
  double rgb[3];

  do
    {
      to_linear (light, chroma * cos (hue), chroma * sin (hue), rgb);
      chroma -= 0.004;
    }
  while (!is_within (rgb) && chroma > 0.0);
  for (int i = 0; i < 3; i++)
    rgb[i] = encode (CLAMP (rgb[i], 0.0, 1.0));
  return (PlotColor){ rgb[0], rgb[1], rgb[2], 1.0 };
}
