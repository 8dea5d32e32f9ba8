/** The demo: a simulated company is swept, lives through a day, and is swept again. */
@NullMarked
package io.grantkeeper.local.demo;

import org.jspecify.annotations.NullMarked;
