/**
 * The connector for Microsoft Entra ID and Microsoft 365. Through Microsoft Graph, it reads apps, their grants and who
 * gave them, their credentials, and people. Only the connector class is public.
 */
@NullMarked
package io.grantkeeper.connectors.entra;

import org.jspecify.annotations.NullMarked;
