/** Actions in plain words that apply to every provider: "send mail", "read secrets", "administer identities". */
@NullMarked
package io.grantkeeper.policy.capability;

import org.jspecify.annotations.NullMarked;
