package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.identity.Secret;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app's certificate with its private key, as one PEM file. */
record ClientCertificate(Certificate certificate, PrivateKey privateKey) {
    /** The credential slot that holds it. */
    static final String SLOT = "client-certificate";

    static ClientCertificate parse(Secret file) throws ConnectorException {
        String pem = file.reveal();
        byte[] certificate =
                block(pem, "CERTIFICATE").orElseThrow(() -> wrong("it has no block '-----BEGIN CERTIFICATE-----'"));
        byte[] key = block(pem, "PRIVATE KEY")
                .orElseThrow(() -> wrong("it has no block '-----BEGIN PRIVATE KEY-----' (PKCS#8, not encrypted)"));
        try {
            return new ClientCertificate(
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)),
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException _) {
            throw wrong("its certificate is not X.509 or its key is not RSA");
        }
    }

    /** SHA-256 over the certificate's DER form. */
    byte[] thumbprint() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "every Java runtime has SHA-256, and a parsed certificate has a DER form", e);
        }
    }

    private static Optional<byte[]> block(String pem, String label) throws ConnectorException {
        Matcher block = Pattern.compile("-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]*)-----END %1$s-----".formatted(label))
                .matcher(pem);
        if (!block.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(block.group(1)));
        } catch (IllegalArgumentException _) {
            throw wrong("a block is not Base64");
        }
    }

    private static ConnectorException wrong(String what) {
        return new ConnectorException(new Misconfigured(
                "the credential '%s' must be a PEM file with the app's certificate and its RSA key: %s"
                        .formatted(SLOT, what)));
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "client certificate";
    }
}
