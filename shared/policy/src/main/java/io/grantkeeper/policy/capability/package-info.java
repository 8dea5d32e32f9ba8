/**
 * Actions in plain words that apply to every provider, for example "send mail", "read secrets" or "administer
 * identities".
 */
@NullMarked
package io.grantkeeper.policy.capability;

import org.jspecify.annotations.NullMarked;
