/** The body of a form's post. */
import { error, type RequestEvent } from '@sveltejs/kit'

/** What was sent, as a form. A body that is none (cut off, of another kind) is answered as such: it is no mishap of ours. */
export async function formOf(
  { locals }: Pick<RequestEvent, 'locals'>,
  request: Pick<Request, 'formData'>,
): Promise<FormData> {
  try {
    return await request.formData()
  } catch (problem) {
    if (problem instanceof TypeError) error(400, locals.w('porch.errors.no-form'), { code: 'no-form' })
    throw problem
  }
}
