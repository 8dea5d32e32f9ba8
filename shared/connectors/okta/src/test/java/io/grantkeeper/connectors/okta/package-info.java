/** Tests of the Okta connector against the simulator and against third-party test doubles, and tests of each parser. */
@NullMarked
package io.grantkeeper.connectors.okta;

import org.jspecify.annotations.NullMarked;
