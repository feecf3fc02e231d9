import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the OpenAPI page under /docs and the document under /docs-json. */
export function mountDocs(app: INestApplication, { title, description }: { title: string; description: string }): Promise<void> {
  const config = new DocumentBuilder().setTitle(title).setDescription(description).setVersion('1').setOpenAPIVersion('3.1.0').addBearerAuth().build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config));
  return Promise.resolve();
}
