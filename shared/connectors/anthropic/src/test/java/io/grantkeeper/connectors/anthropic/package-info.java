/** Tests of the Anthropic connector against a test double of the organization, and tests of each parser. */
@NullMarked
package io.grantkeeper.connectors.anthropic;

import org.jspecify.annotations.NullMarked;
