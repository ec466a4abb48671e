import { z } from 'zod';
import { isLogoData, LOGO_IS, logoOfData, MOST_LOGO_BYTES } from './logo.ts';

/** The longest `data:` address of a logo: four characters for three bytes, and what stands before them. */
const MOST_CHARS = Math.ceil(MOST_LOGO_BYTES / 3) * 4 + 40;

/** The logo on printed papers: the path of a picture, or the picture itself. */
export const LogoText = z
  .string()
  .min(1)
  .max(MOST_CHARS, LOGO_IS)
  .refine((text) => !isLogoData(text) || logoOfData(text) !== undefined, LOGO_IS)
  .meta({ title: 'picture' })
  .describe(
    `The logo on every printed paper: the path of a PNG or JPEG file beside the book, or the picture as a data: address; at most ${MOST_LOGO_BYTES / 1024} kB`,
  );
