/** The recorded facts about an identity, in the form that policies use. */
@NullMarked
package io.grantkeeper.policy.facts;

import org.jspecify.annotations.NullMarked;
