/** The demo: Grantkeeper sweeps a simulated company, one day passes there, and Grantkeeper sweeps it again. */
@NullMarked
package io.grantkeeper.demo;

import org.jspecify.annotations.NullMarked;
