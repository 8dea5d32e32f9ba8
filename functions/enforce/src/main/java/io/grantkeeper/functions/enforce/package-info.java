/**
 * Enforcement as a function. On its schedule it checks the whole inventory, warns owners and revokes access. Callers
 * that IAM authorizes invoke it to stop and resume enforcement and to record exceptions.
 */
@NullMarked
package io.grantkeeper.functions.enforce;

import org.jspecify.annotations.NullMarked;
