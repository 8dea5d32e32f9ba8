package io.grantkeeper.simulator.signing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;

/** A self-signed X.509 certificate for a key. The JDK can read certificates but has no public API for creating them. */
public final class SelfSignedCertificate {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    /** The OID of sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with empty parameters. */
    private static final byte[] ALGORITHM = der(
            SEQUENCE,
            der(0x06, new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 0x0b}),
            der(0x05));

    private final byte[] encoded;

    private SelfSignedCertificate(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Creates a certificate that is valid from 2020 to 2049, which is sufficient for the doubles. */
    public static SelfSignedCertificate of(SimulatorRsaKey key, String commonName) {
        byte[] name = der(
                SEQUENCE,
                der(
                        SET,
                        der(
                                SEQUENCE,
                                der(0x06, new byte[] {0x55, 4, 3}),
                                der(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = der(SEQUENCE, time("200101000000Z"), time("490101000000Z"));
        byte[] version3 = der(0xa0, der(0x02, new byte[] {2}));
        byte[] serial = der(0x02, BigInteger.valueOf(4_711).toByteArray());
        byte[] content = der(
                SEQUENCE,
                version3,
                serial,
                ALGORITHM,
                name,
                validity,
                name,
                key.publicKey().getEncoded());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.privateKey());
            signature.update(content);
            return new SelfSignedCertificate(
                    der(SEQUENCE, content, ALGORITHM, der(0x03, new byte[] {0}, signature.sign())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK supports RSA signatures", impossible);
        }
    }

    public String pem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Returns the certificate's SHA-256 thumbprint in base64url, as the JWT header {@code x5t#S256} contains it. */
    public String thumbprint() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK supports SHA-256", impossible);
        }
    }

    private static byte[] time(String utc) {
        return der(0x17, utc.getBytes(StandardCharsets.US_ASCII));
    }

    /** Encodes a DER element: tag, length, and the parts as its content. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length < 0x80) {
            element.write(length);
        } else if (length < 0x100) {
            element.write(0x81);
            element.write(length);
        } else {
            element.write(0x82);
            element.write(length >> 8);
            element.write(length);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
