/** Spring Cloud Function with Boot and its default dependencies, as its guide has it. For scripts/bench only. */
@NullMarked
package io.grantkeeper.functions.baseline.spring;

import org.jspecify.annotations.NullMarked;
