/** Clients for servers other than AWS: which servers they trust, and restrictions such as following no redirects. */
@NullMarked
package io.grantkeeper.identity.outbound;

import org.jspecify.annotations.NullMarked;
