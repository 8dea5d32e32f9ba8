package io.grantkeeper.testing.activity;

/** An address in a simulated network. */
record SimulatedAddress(SimulatedNetwork network, int number) {
    String text() {
        return network.address(number);
    }
}
