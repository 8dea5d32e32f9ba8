/**
 * What identities do. A profile states what is normal for an identity, a signal states one thing that is out of
 * character, and an incident groups the signals of one story. Nothing here depends on a provider's log format.
 */
@NullMarked
package io.grantkeeper.behavior;

import org.jspecify.annotations.NullMarked;
