/** Tests of the OpenAI connector against a test double of the organization, and tests of each parser. */
@NullMarked
package io.grantkeeper.connectors.openai;

import org.jspecify.annotations.NullMarked;
