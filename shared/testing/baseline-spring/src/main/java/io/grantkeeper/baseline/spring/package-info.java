/**
 * Spring Cloud Function with Spring Boot and its default dependencies, set up as the Spring Cloud Function guide
 * describes. Used only by scripts/bench.
 */
@NullMarked
package io.grantkeeper.baseline.spring;

import org.jspecify.annotations.NullMarked;
