/**
 * The double of GitHub's REST and GraphQL API, from the caller's proof to the last header.
 * Shapes, status codes and limits follow docs.github.com and GitHub's OpenAPI description; a test compares them.
 */
@NullMarked
package io.grantkeeper.simulator.github;

import org.jspecify.annotations.NullMarked;
