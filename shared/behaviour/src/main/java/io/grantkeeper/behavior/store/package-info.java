/** What is stored about behavior between invocations: profiles that merge, activities that wait, incidents, and their ports. */
@NullMarked
package io.grantkeeper.behavior.store;

import org.jspecify.annotations.NullMarked;
