import * as z from 'zod/mini';

/** The standard fields of a profile, without their prefix `Tag_Profile_IM_`, in the order of a search answer. */
export const profileFields = {
  Nick: z.exactOptional(z.string()),
  Gender: z.exactOptional(z.enum(['Gender_Type_Female', 'Gender_Type_Male', 'Gender_Type_Unknown'])),
  BirthDay: z.exactOptional(z.int()),
  Location: z.exactOptional(z.string()),
  SelfSignature: z.exactOptional(z.string()),
  Language: z.exactOptional(z.int()),
  Image: z.exactOptional(z.string()),
  Level: z.exactOptional(z.int()),
  Role: z.exactOptional(z.int()),
};

const profile = z.object(profileFields);

/** A user's profile. */
export type Profile = Readonly<z.infer<typeof profile>>;
