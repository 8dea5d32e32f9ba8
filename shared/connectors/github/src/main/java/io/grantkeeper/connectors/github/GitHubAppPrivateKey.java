package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser for an app's private key. The key can be in PKCS#1 format, as GitHub issues it, or in PKCS#8 format, into
 * which other tools convert it.
 */
final class GitHubAppPrivateKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");

    /** The PKCS#8 prefix of a PKCS#1 key: version 0 and the algorithm rsaEncryption without parameters. */
    private static final byte[] BEFORE_KEY = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private GitHubAppPrivateKey() {}

    /**
     * Parses a private key.
     *
     * @throws ConnectorException {@code Misconfigured} if the key cannot be parsed; the message contains the expected
     *     format and never the key
     */
    static PrivateKey parse(Connection connection, Secret pem) throws ConnectorException {
        // Line breaks are often escaped in environment variables.
        Matcher matcher = PEM.matcher(pem.reveal().replace("\\n", "\n"));
        if (matcher.find()) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
                byte[] pkcs8 = matcher.group(1) == null ? der : wrapAsPkcs8(der);
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // Reported below without the cause, because the message of the cause could quote the key.
            }
        }
        throw ConnectorException.misconfigured(
                connection,
                "credential 'app-private-key' is not an RSA key in PEM format (-----BEGIN RSA PRIVATE KEY----- or"
                        + " -----BEGIN PRIVATE KEY-----): generate a key in the app's settings, and configure the whole file");
    }

    private static byte[] wrapAsPkcs8(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(BEFORE_KEY);
        content.writeBytes(derElement(OCTET_STRING, pkcs1));
        return derElement(SEQUENCE, content.toByteArray());
    }

    /**
     * Encodes a DER element. The length is encoded in as few bytes as possible. At most
     * 65,535 bytes of content are supported, which is enough for every key.
     */
    private static byte[] derElement(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length > 0xff) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length > 0x7f) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
