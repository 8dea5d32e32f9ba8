/**
 * Microsoft Entra ID and Microsoft 365, through Microsoft Graph: apps, what they were given and by whom, their
 * credentials, and the people. Only the connector itself is public.
 */
@NullMarked
package io.grantkeeper.connectors.entra;

import org.jspecify.annotations.NullMarked;
