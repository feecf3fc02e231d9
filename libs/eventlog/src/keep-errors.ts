import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/** Put on a controller with batch handlers: Nest's default filter turns every error into one plain object, and its code is lost. */
@Catch()
export class KeepErrors implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> { return throwError(() => error); }
}
