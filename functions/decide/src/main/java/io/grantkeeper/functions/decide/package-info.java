/**
 * Two functions. {@code decide} answers AuthZEN calls, based on the policies in force and on what the inventory
 * contains about the actor, and records every decision. {@code authorize-request} makes the same decisions as a Lambda
 * authorizer for API Gateway.
 */
@NullMarked
package io.grantkeeper.functions.decide;

import org.jspecify.annotations.NullMarked;
