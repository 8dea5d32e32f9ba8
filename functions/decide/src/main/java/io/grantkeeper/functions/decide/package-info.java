/**
 * {@code decide}: answers AuthZEN calls by the policies in force, over what the inventory knows of who acts, and keeps
 * every decision. {@code authorize-request} is the same decision in front of an API Gateway.
 */
@NullMarked
package io.grantkeeper.functions.decide;

import org.jspecify.annotations.NullMarked;
