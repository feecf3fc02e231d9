import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { FILTER_PARAMETERS } from './filter/filter-parameters.js';

/** Documents the filter language: every name, its `-name`, and saved searches. */
export function ApiFilter(): MethodDecorator & ClassDecorator {
  const parameters = Object.entries(FILTER_PARAMETERS).flatMap(([name, parameter]) => {
    const many = 'repeatable' in parameter;
    const one = { required: false, isArray: many, type: String, ...(many ? { explode: true, style: 'form' as const } : {}) };
    return [
      ApiQuery({ ...one, name, description: `${parameter.says}${many ? '; several times: any of them' : ''}` }),
      ...('negatable' in parameter ? [ApiQuery({ ...one, name: `-${name}`, description: `shuts out what \`${name}\` would let pass` })] : []),
    ];
  });
  return applyDecorators(...parameters, ApiQuery({ name: 'search', required: false, isArray: true, type: String, description: 'names of saved searches; all of them and the rest of the query must hold' }));
}
