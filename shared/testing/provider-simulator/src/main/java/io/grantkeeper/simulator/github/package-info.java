/**
 * A double of GitHub's REST and GraphQL APIs, from authentication to response headers. JSON representations,
 * status codes and limits follow docs.github.com; a test compares them with GitHub's OpenAPI description.
 */
@NullMarked
package io.grantkeeper.simulator.github;

import org.jspecify.annotations.NullMarked;
