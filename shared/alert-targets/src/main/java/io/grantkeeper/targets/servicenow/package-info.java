/** ServiceNow: incidents through the Table API. */
@NullMarked
package io.grantkeeper.targets.servicenow;

import org.jspecify.annotations.NullMarked;
