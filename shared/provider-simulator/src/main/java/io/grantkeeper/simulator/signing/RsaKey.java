package io.grantkeeper.simulator.signing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A key pair made at run time; its private half is what a vendor would let an administrator download. */
public final class RsaKey {

    private static final int BITS = 2048;
    /** What PKCS#8 puts before the PKCS#1 key: two lengths, a version, and the algorithm's name. */
    private static final int PKCS8_PREFIX = 26;

    private final KeyPair pair;

    private RsaKey(KeyPair pair) {
        this.pair = pair;
    }

    public static RsaKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new RsaKey(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has RSA", impossible);
        }
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** As in Google's key files: {@code BEGIN PRIVATE KEY}. */
    public String pkcs8Pem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** As GitHub hands out app keys: {@code BEGIN RSA PRIVATE KEY}, which Java does not read by itself. */
    public String pkcs1Pem() {
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_PREFIX, pkcs8.length));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
