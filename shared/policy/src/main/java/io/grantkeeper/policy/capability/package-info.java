/** What an action is in plain words that hold for every provider: "send mail", "read secrets", "administer identities". */
@NullMarked
package io.grantkeeper.policy.capability;

import org.jspecify.annotations.NullMarked;
