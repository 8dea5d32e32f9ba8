/**
 * Carries out answers: revokes or keeps access, asks the next person, and notifies everyone concerned. The functions
 * have the required credentials. They are invoked only by the answer queue and by the function that serves web pages;
 * nothing outside the installation can invoke them.
 */
@NullMarked
package io.grantkeeper.functions.applyanswer;

import org.jspecify.annotations.NullMarked;
