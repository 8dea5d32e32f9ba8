/**
 * Does what follows from an answer: takes access away or leaves it, asks the next person, tells whoever has to be told. It
 * holds the credentials for that, and hears of nobody outside: the answer queue and the pages call it.
 */
@NullMarked
package io.grantkeeper.functions.settleanswer;

import org.jspecify.annotations.NullMarked;
