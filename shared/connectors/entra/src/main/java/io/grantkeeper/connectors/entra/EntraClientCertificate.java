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

/** An app's certificate and private key from one PEM file. */
record EntraClientCertificate(Certificate certificate, PrivateKey privateKey) {
    /** The credential slot for the PEM file. */
    static final String SLOT = "client-certificate";

    static EntraClientCertificate parse(Secret file) throws ConnectorException {
        String pem = file.reveal();
        byte[] certificate =
                block(pem, "CERTIFICATE").orElseThrow(() -> invalid("it has no '-----BEGIN CERTIFICATE-----' block"));
        byte[] key = block(pem, "PRIVATE KEY")
                .orElseThrow(() -> invalid("it has no '-----BEGIN PRIVATE KEY-----' block (PKCS#8, not encrypted)"));
        try {
            return new EntraClientCertificate(
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)),
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException _) {
            throw invalid("its certificate is not X.509 or its key is not RSA");
        }
    }

    /** Returns the SHA-256 digest of the certificate in DER form. */
    byte[] thumbprint() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "every Java runtime has SHA-256, and every parsed certificate has a DER form", e);
        }
    }

    private static Optional<byte[]> block(String pem, String label) throws ConnectorException {
        String begin = "-----BEGIN %s-----".formatted(label);
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END %s-----".formatted(label), start + begin.length());
        if (start < 0 || end < 0) {
            return Optional.empty();
        }
        String block = pem.substring(start + begin.length(), end);
        if (!block.matches("[A-Za-z0-9+/=\\s]*+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(block));
        } catch (IllegalArgumentException _) {
            throw invalid("a block is not valid Base64");
        }
    }

    private static ConnectorException invalid(String what) {
        return new ConnectorException(new Misconfigured(
                "the credential '%s' must be a PEM file with the app's certificate and its RSA key: %s"
                        .formatted(SLOT, what)));
    }

    /** Returns a description without the key. */
    @Override
    public String toString() {
        return "client certificate";
    }
}
