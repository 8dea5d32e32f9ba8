/** Tests of the OpenAI connector: against a double of the organisation, and of each reader alone. */
@NullMarked
package io.grantkeeper.connectors.openai;

import org.jspecify.annotations.NullMarked;
