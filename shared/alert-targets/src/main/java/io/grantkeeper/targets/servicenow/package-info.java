/** ServiceNow: incidents over the Table API. */
@NullMarked
package io.grantkeeper.targets.servicenow;

import org.jspecify.annotations.NullMarked;
