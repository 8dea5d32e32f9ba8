/** What our records say of an identity, in the form that policies ask for it. */
@NullMarked
package io.grantkeeper.policy.facts;

import org.jspecify.annotations.NullMarked;
