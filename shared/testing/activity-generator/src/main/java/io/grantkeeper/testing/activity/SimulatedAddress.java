package io.grantkeeper.testing.activity;

/** An address in a network. */
record SimulatedAddress(SimulatedNetwork network, int number) {
    String text() {
        return network.address(number);
    }
}
