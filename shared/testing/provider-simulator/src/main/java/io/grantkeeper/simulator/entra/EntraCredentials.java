package io.grantkeeper.simulator.entra;

/**
 * The credentials that an administrator of the tenant would have set up for the inventory. They are generated when the
 * double starts and are valid nowhere else.
 *
 * @param certificatePem certificate and private key in one file
 * @param federatedToken a token from another issuer that the app trusts
 */
public record EntraCredentials(
        String tenantId, String clientId, String clientSecret, String certificatePem, String federatedToken) {
    /** Returns the ids without the secrets. */
    @Override
    public String toString() {
        return "app %s of tenant %s".formatted(clientId, tenantId);
    }
}
