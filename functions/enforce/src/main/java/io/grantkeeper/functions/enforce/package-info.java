/**
 * Enforcement as a function: on the schedule it looks at the whole inventory, warns and takes away; called by whoever IAM
 * lets call it, it is stopped, resumed, and told of exceptions.
 */
@NullMarked
package io.grantkeeper.functions.enforce;

import org.jspecify.annotations.NullMarked;
