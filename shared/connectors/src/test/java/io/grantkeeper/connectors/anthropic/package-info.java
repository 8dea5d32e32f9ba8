/** Tests of the Anthropic connector: against a double of the organisation, and of each reader alone. */
@NullMarked
package io.grantkeeper.connectors.anthropic;

import org.jspecify.annotations.NullMarked;
