/**
 * The behavior of identities. A profile states what is normal for an identity, a signal states one unusual observation,
 * and an incident groups related signals. Nothing here depends on a provider's log format.
 */
@NullMarked
package io.grantkeeper.behavior;

import org.jspecify.annotations.NullMarked;
