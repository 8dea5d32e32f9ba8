/**
 * Carries out answers: revokes or keeps access, asks the next person, and notifies everyone concerned. The functions
 * have the credentials for that and accept nothing from outside: only the answer queue and the function for pages
 * invoke them.
 */
@NullMarked
package io.grantkeeper.functions.settleanswer;

import org.jspecify.annotations.NullMarked;
