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

/** Reads an app's private key: PKCS#1 as GitHub hands it out, or PKCS#8 as other tools convert it. */
final class AppPrivateKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");

    /** Version 0 and the algorithm rsaEncryption without parameters: what PKCS#8 puts before a PKCS#1 key. */
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

    private AppPrivateKey() {}

    /**
     * @throws ConnectorException {@code Misconfigured}, saying what the key must look like and never what it is
     */
    static PrivateKey parse(Connection connection, Secret pem) throws ConnectorException {
        // Environment variables often carry the line breaks escaped.
        Matcher matcher = PEM.matcher(pem.reveal().replace("\\n", "\n"));
        if (matcher.find()) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
                byte[] pkcs8 = matcher.group(1) == null ? der : wrapped(der);
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // Told below without the cause, whose message could quote the key.
            }
        }
        throw Problems.misconfigured(
                connection,
                "credential 'app-private-key' is no RSA key in PEM form (-----BEGIN RSA PRIVATE KEY----- or"
                        + " -----BEGIN PRIVATE KEY-----): generate one in the app's settings, and give the whole file");
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(BEFORE_KEY);
        content.writeBytes(element(OCTET_STRING, pkcs1));
        return element(SEQUENCE, content.toByteArray());
    }

    /** A DER element; keys are longer than 255 bytes and shorter than 65,536, and a short form does for the rest. */
    private static byte[] element(int tag, byte[] content) {
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
