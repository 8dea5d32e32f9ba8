/** Handlers without a framework, written as AWS advises: what a cold start costs at least. For scripts/bench only. */
@NullMarked
package io.grantkeeper.functions.baseline.bare;

import org.jspecify.annotations.NullMarked;
