package io.grantkeeper.simulator.signing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key pair that replaces one that an administrator would download from a vendor. It is generated when it is
 * first used, because generation takes half a second of CPU time, and most tests use only one provider.
 */
public final class SimulatorRsaKey {

    private static final int BITS = 2048;
    /**
     * The length, in bytes, of the PKCS#8 header before the PKCS#1 key: two lengths, a version, and the algorithm
     * identifier.
     */
    private static final int PKCS8_PREFIX = 26;

    private @Nullable KeyPair generated;

    private SimulatorRsaKey() {}

    /** Returns a new key pair, different from all others. */
    public static SimulatorRsaKey generate() {
        return new SimulatorRsaKey();
    }

    private synchronized KeyPair pair() {
        KeyPair pair = generated;
        if (pair == null) {
            pair = generatePair();
            generated = pair;
        }
        return pair;
    }

    private static KeyPair generatePair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK supports RSA", impossible);
        }
    }

    public PublicKey publicKey() {
        return pair().getPublic();
    }

    public PrivateKey privateKey() {
        return pair().getPrivate();
    }

    /** Returns the private key in the format of Google's key files, which begins with {@code BEGIN PRIVATE KEY}. */
    public String pkcs8Pem() {
        return pem("PRIVATE KEY", pair().getPrivate().getEncoded());
    }

    /**
     * Returns the private key in the format that GitHub uses for apps, which begins with {@code BEGIN RSA PRIVATE KEY}.
     * Java cannot read this format directly.
     */
    public String pkcs1Pem() {
        byte[] pkcs8 = pair().getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_PREFIX, pkcs8.length));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
