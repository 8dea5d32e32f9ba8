/** Tests of the Okta connector: against the simulator, against doubles of others, and of each reader alone. */
@NullMarked
package io.grantkeeper.connectors.okta;

import org.jspecify.annotations.NullMarked;
