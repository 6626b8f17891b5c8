package org.chaiwei.ledger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class LedgerApplication {

    static void main(String[] args) {
        SpringApplication.run(LedgerApplication.class, args);
    }
}
