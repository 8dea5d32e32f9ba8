/**
 * Carries out answers: revokes or keeps access, asks the next person, and notifies everyone concerned. The functions
 * have the required credentials. Only the answer queue and the function for pages invoke them; nothing outside the
 * installation can.
 */
@NullMarked
package io.grantkeeper.functions.applyanswer;

import org.jspecify.annotations.NullMarked;
